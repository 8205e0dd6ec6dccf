import type { components } from "../../api/schema";
import classes from "./Identity.module.css";

/** Black on white in both schemes: cameras want it so. */
export function QrCode({ drawing, label }: { drawing: components["schemas"]["QrDrawing"]; label: string }) {
  return (
    <svg role="img" aria-label={label} className={classes.qr} viewBox={`0 0 ${drawing.size} ${drawing.size}`} shapeRendering="crispEdges">
      <path d={drawing.path} fill="#000" />
    </svg>
  );
}
