import { ContactSheet } from "./ContactSheet";
import { ContractSheet } from "./ContractSheet";
import { DealSheet } from "./DealSheet";
import { EditSheet } from "./EditSheet";
import { FieldsSheet } from "./FieldsSheet";
import { KeyDateSheet } from "./KeyDateSheet";
import { MembersSheet } from "./MembersSheet";
import { NewDealSheet } from "./NewDealSheet";
import { OrderSheet } from "./OrderSheet";
import { PlaceSheet } from "./PlaceSheet";
import { TagsSheet } from "./TagsSheet";
import type { AccountFile, Contact, Opportunity } from "./words";

/** What is open on top of a customer's page. */
export type FileSheet =
  | { readonly name: "edit" | "tags" | "fields" | "members" | "place" | "date" | "contract" | "order" | "deal" }
  | { readonly name: "contact"; readonly contact: Contact | null }
  | { readonly name: "open-deal"; readonly deal: Opportunity };

interface FileSheetsProps {
  file: AccountFile;
  sheet: FileSheet;
  onClose: () => void;
}

export function FileSheets({ file, sheet, onClose }: FileSheetsProps) {
  const accountId = file.account.summary.id;
  switch (sheet.name) {
    case "edit":
      return <EditSheet file={file} onClose={onClose} />;
    case "tags":
      return <TagsSheet file={file} onClose={onClose} />;
    case "fields":
      return <FieldsSheet file={file} onClose={onClose} />;
    case "members":
      return <MembersSheet file={file} onClose={onClose} />;
    case "place":
      return <PlaceSheet account={file.account.summary} onClose={onClose} />;
    case "date":
      return <KeyDateSheet file={file} onClose={onClose} />;
    case "contract":
      return <ContractSheet accountId={accountId} onClose={onClose} />;
    case "order":
      return <OrderSheet accountId={accountId} onClose={onClose} />;
    case "deal":
      return <NewDealSheet accountId={accountId} onClose={onClose} />;
    case "contact":
      return <ContactSheet accountId={accountId} contact={sheet.contact} onClose={onClose} />;
    case "open-deal":
      return <DealSheet deal={sheet.deal} onClose={onClose} />;
  }
}
