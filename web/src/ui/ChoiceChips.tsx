import { IconCheck } from "@tabler/icons-react";
import classes from "./ChoiceChips.module.css";

interface ChoiceChipsProps<Value extends string> {
  label: string;
  options: readonly { value: Value; word: string }[];
  value: Value | null;
  onChange: (value: Value) => void;
  error?: string | undefined;
}

/** One of a few, one tap, big enough for a thumb. */
export function ChoiceChips<Value extends string>({ label, options, value, onChange, error }: ChoiceChipsProps<Value>) {
  return (
    <fieldset className={classes.set}>
      <legend className={classes.label}>{label}</legend>
      <div className={classes.row}>
        {options.map((option) => (
          <label key={option.value} className={classes.chip} data-on={option.value === value || undefined}>
            <input
              type="radio"
              className="visually-hidden"
              name={label}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.value === value && <IconCheck size={18} stroke={2} aria-hidden />}
            {option.word}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className={classes.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
