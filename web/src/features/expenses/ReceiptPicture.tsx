import { IconFileText } from "@tabler/icons-react";
import { isDoubtful } from "./reading";
import type { Document } from "./queries";
import { useText } from "./text";
import classes from "./ReceiptPicture.module.css";

/** The receipt with what was read marked on it; a file without a picture as its name. */
export function ReceiptPicture({ document }: { document: Document }) {
  const t = useText();
  const content = `/api/v1/files/${document.file_id}/content`;
  if (!document.media_type.startsWith("image/"))
    return (
      <a className={classes.file} href={content} download>
        <IconFileText size={24} stroke={1.5} aria-hidden />
        <span>{document.file_name}</span>
        <span className={classes.source}>{t(`source.${document.facts?.source ?? "hand"}` as "source.xml")}</span>
      </a>
    );
  return (
    <div className={classes.frame}>
      <div className={classes.paper}>
        <img src={`/api/v1/files/${document.file_id}/preview`} alt={t("picture", { name: document.file_name })} />
        {document.facts?.fields.map(
          (one) =>
            one.spot && (
              <span
                key={one.field}
                aria-hidden
                className={classes.spot}
                data-doubt={isDoubtful(one) || undefined}
                style={{
                  left: `${one.spot.left * 100}%`,
                  top: `${one.spot.top * 100}%`,
                  width: `${(one.spot.right - one.spot.left) * 100}%`,
                  height: `${(one.spot.bottom - one.spot.top) * 100}%`,
                }}
              />
            ),
        )}
      </div>
    </div>
  );
}
