/**
 * Serves built pages from a folder over node:http: read once at start, so that no path of a request ever reaches the disk.
 * Knows no page by name; scripts and styles come from this origin only, nothing inline.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";

/** What a page may load, and which pages may show it in a frame: `'none'`, `'self'` or origins, as CSP 3 (6.4.2) writes them. */
function policy(framedBy: string): string {
  const own = ["script-src", "style-src", "connect-src", "font-src", "media-src", "frame-src", "form-action"];
  return [
    "default-src 'none'",
    ...own.map((what) => `${what} 'self'`),
    "img-src 'self' data:",
    "base-uri 'none'",
    `frame-ancestors ${framedBy}`,
  ].join("; ");
}

/** The policy of a page that other pages of the same process show in a frame. */
export const FRAMED_POLICY = policy("'self'");

/** The policy of a page that pages of these origins show in a frame too, e.g. `https://teams.microsoft.com`. */
export function policyFramedBy(origins: readonly string[]): string {
  return policy(["'self'", ...origins].join(" "));
}

/** On every answer of a process that serves pages. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": policy("'none'"),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wav": "audio/wav",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};

type Asset = {
  readonly bytes: Buffer;
  readonly gzipped: Buffer | null;
  readonly type: string;
  readonly tag: string;
  readonly isHashed: boolean;
};

/** Built pages in memory. */
export type Assets = {
  /** Answers with the file of this name below the folder, e.g. `stand/index.html`; false when there is none, and nothing was written. */
  readonly serve: (name: string, request: IncomingMessage, response: ServerResponse) => boolean;
};

function assetOf(name: string, bytes: Buffer): Asset {
  const type = TYPES[extname(name)] ?? "application/octet-stream";
  const isText = /^text|json|svg/.test(type);
  const tag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  const isHashed = /-[\w-]{8}\.\w+$/.test(name);
  return { bytes, gzipped: isText ? gzipSync(bytes) : null, type, tag, isHashed };
}

function answer(asset: Asset, request: IncomingMessage, response: ServerResponse): void {
  const isGzip = asset.gzipped !== null && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const body = isGzip && asset.gzipped ? asset.gzipped : asset.bytes;
  const isKnown = request.headers["if-none-match"] === asset.tag;
  // Whoever answers may have given the page a policy of its own before.
  const own = ["content-security-policy", "cross-origin-opener-policy"].flatMap((name) => {
    const value = response.getHeader(name);
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  response.writeHead(isKnown ? 304 : 200, {
    ...SECURITY_HEADERS,
    ...Object.fromEntries(own),
    "content-type": asset.type,
    "cache-control": asset.isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    etag: asset.tag,
    vary: "accept-encoding",
    ...(isGzip ? { "content-encoding": "gzip" } : {}),
    ...(isKnown ? {} : { "content-length": body.length }),
  });
  response.end(isKnown || request.method === "HEAD" ? undefined : body);
}

/** Reads every file below `folder`. Rejects when the folder is missing: the pages were not built. */
export async function openAssets(folder: string): Promise<Assets> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const assets = new Map<string, Asset>();
  for (const file of files) {
    const name = relative(folder, file).split(sep).join("/");
    assets.set(name, assetOf(name, await readFile(file)));
  }
  return {
    serve: (name, request, response) => {
      const asset = assets.get(name);
      if (!asset || (request.method !== "GET" && request.method !== "HEAD")) return false;
      answer(asset, request, response);
      return true;
    },
  };
}
