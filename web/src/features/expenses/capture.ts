import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import { problemOf, unreachable } from "../../api/problem";
import type { Document } from "./queries";

function csrf(): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return found === undefined ? "" : decodeURIComponent(found.slice("csrftoken=".length));
}

/** Upload with progress (0 to 1), which fetch cannot tell. Gives the file's id. */
function upload(file: File, onProgress: (part: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", "/api/v1/files");
    call.setRequestHeader("X-CSRFToken", csrf());
    call.setRequestHeader("Accept", "application/json");
    call.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    call.onerror = () => reject(unreachable());
    call.onload = () => {
      if (call.status >= 200 && call.status < 300) resolve((JSON.parse(call.responseText) as { id: string }).id);
      else void problemOf(new Response(call.responseText, { status: Math.max(call.status, 200) })).then(reject);
    };
    const form = new FormData();
    form.append("file", file);
    call.send(form);
  });
}

interface Sending {
  readonly name: string;
  readonly part: number;
}

/** Send receipts one after the other and have each read; what is under way is shown with its progress. */
export function useCapture() {
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const mutation = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const documents: Document[] = [];
      for (const file of files) {
        setSending({ name: file.name, part: 0 });
        const fileId = await upload(file, (part) => setSending({ name: file.name, part }));
        documents.push(await answer(api.POST("/api/v1/recognition/documents", { body: { file_id: fileId } })));
      }
      return documents;
    },
    onSettled: async () => {
      setSending(null);
      await client.invalidateQueries({ queryKey: ["expense", "inbox"] });
    },
  });
  return { ...mutation, sending };
}
