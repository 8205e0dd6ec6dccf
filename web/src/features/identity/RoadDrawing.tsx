import classes from "./RoadDrawing.module.css";
import { useText } from "./text";

const STATIONS = [
  { key: "plan", x: 92, y: 596 },
  { key: "request", x: 206, y: 486 },
  { key: "approval", x: 340, y: 452 },
  { key: "journey", x: 428, y: 322 },
  { key: "expenses", x: 556, y: 262 },
  { key: "result", x: 640, y: 132 },
] as const;
const ROAD = "M92 596 C 130 530 160 500 206 486 S 300 480 340 452 S 388 352 428 322 S 512 300 556 262 S 612 190 640 132";
const HAIRLINES = [
  "M-20 180 C 120 220 260 120 420 190 S 640 300 780 240",
  "M-20 420 C 100 380 220 420 300 340 S 520 120 780 90",
  "M60 740 C 120 620 80 480 180 380 S 300 160 260 -20",
  "M360 740 C 400 620 520 560 540 440 S 500 180 560 -20",
  "M-20 640 C 200 660 420 580 780 620",
  "M620 740 C 600 600 700 500 690 360 S 640 120 700 -20",
];

/** A quiet map with one road on it: the way from the plan to the result. */
export function RoadDrawing() {
  const t = useText();
  return (
    <svg viewBox="0 0 760 720" preserveAspectRatio="xMidYMid slice" className={classes.map}>
      <path className={classes.water} d="M-20 560 C 120 520 200 600 340 588 S 600 520 780 556 L 780 740 L -20 740 Z" />
      {HAIRLINES.map((line) => (
        <path key={line} className={classes.hairline} d={line} />
      ))}
      <path className={classes.casing} d={ROAD} />
      <path className={classes.road} d={ROAD} />
      {STATIONS.map((station, index) => (
        <g key={station.key} transform={`translate(${station.x} ${station.y})`}>
          <circle r={index === STATIONS.length - 1 ? 10 : 7} className={index === STATIONS.length - 1 ? classes.goal : classes.stop} />
          <text x={index === 1 ? 8 : 18} y={index === 1 ? 32 : 5} className={classes.word}>
            {t(`road.${station.key}`)}
          </text>
        </g>
      ))}
    </svg>
  );
}
