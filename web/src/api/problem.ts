/** A refusal of the server as RFC 9457 tells it, already in the reader's language. */
export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly action: string;
  readonly request_id: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly fields: Readonly<Record<string, string>>;
}

export class Problem extends Error {
  readonly body: ProblemBody;

  constructor(body: ProblemBody) {
    super(body.title);
    this.name = "Problem";
    this.body = body;
  }

  /** The reason why one field was refused, if it was. */
  field(name: string): string | undefined {
    return this.body.fields[name];
  }
}

/** No answer at all: the connection, not the server, is at fault. `status` is 0. */
export const UNREACHABLE = "web.unreachable";

function emptyBody(status: number, code: string): ProblemBody {
  return { title: "", status, code, detail: "", action: "", request_id: "", facts: {}, fields: {} };
}

export function unreachable(): Problem {
  return new Problem(emptyBody(0, UNREACHABLE));
}

/** Reads a failed answer; one that is no problem document still becomes a Problem. */
export async function problemOf(response: Response): Promise<Problem> {
  const fallback = emptyBody(response.status, `web.http_${response.status}`);
  try {
    const told: unknown = await response.clone().json();
    if (typeof told !== "object" || told === null) return new Problem(fallback);
    return new Problem({ ...fallback, ...(told as Partial<ProblemBody>), status: response.status });
  } catch {
    return new Problem(fallback);
  }
}
