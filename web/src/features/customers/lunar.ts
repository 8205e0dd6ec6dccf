const MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** 8 → 八月; the first is 正月, the last two 冬月 and 腊月. */
export function lunarMonth(month: number): string {
  return `${MONTHS[month - 1] ?? month}月`;
}

/** 5 → 初五, 15 → 十五, 21 → 廿一. */
export function lunarDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day - 1] ?? day}`;
  if (day < 20) return `十${DIGITS[day - 11] ?? day}`;
  if (day === 20) return "二十";
  if (day < 30) return `廿${DIGITS[day - 21] ?? day}`;
  return "三十";
}
