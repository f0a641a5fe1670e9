import type { CorsPolicy, Framework, Part, Rendered } from './fix';
import proofs from './proven-on.json' with { type: 'json' };
import { refusal } from './refusal';

/** What a framework file writes for a policy that `refusal()` has let through. */
export type Written =
  | { readonly parts: readonly [Part, ...Part[]]; readonly note?: string | null }
  | { readonly cannot: string };

export interface FrameworkSource extends Omit<Framework, 'render' | 'cannot' | 'provenOn'> {
  readonly cannot?: Framework['cannot'];
  /** Starts a line comment: `//`, `#`. Needed where the code has several parts. */
  readonly comment?: string;
  write(policy: CorsPolicy): Written;
}

/** A framework whose `render` refuses what no server should be told, joins the parts and says what `*` opens. */
export function defineFramework({ write, comment = '//', ...framework }: FrameworkSource): Framework {
  return {
    ...framework,
    provenOn: provenOn[framework.id] ?? null,
    cannot: { ...(framework.layer === 'application' ? { 'one-layer-only': duplicates } : {}), ...framework.cannot },
    render(policy): Rendered {
      const why = refusal(policy);
      if (why !== null) return { can: false, why };
      const written = write(policy);
      if ('cannot' in written) return { can: false, why: written.cannot };
      return {
        can: true,
        parts: written.parts,
        code: joined(written.parts, comment),
        note:
          [wildcardNote(framework, policy), pathNote(framework, policy), written.note].filter(Boolean).join(' ') ||
          null,
      };
    },
  };
}

/** Written by `npm run test:fixes`, by framework. */
const provenOn: Readonly<Record<string, string>> = proofs;

function joined(parts: readonly Part[], comment: string): string {
  if (parts.length === 1) return parts[0]?.code ?? '';
  return parts.map((part, index) => `${comment} ${index + 1} · ${part.where}\n${part.code}`).join('\n');
}

const duplicates =
  'An application cannot take away what a proxy in front of it adds: leave the header to one of the two, and let the proxy add none.';

function wildcardNote({ perPath }: Pick<Framework, 'perPath'>, { origins, path }: CorsPolicy): string | null {
  if (origins !== '*') return null;
  const what = path === null || !perPath ? 'every answer of this server' : `what \`${path}\` answers`;
  return `\`*\` lets every website read ${what}, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection.`;
}

function pathNote({ perPath }: Pick<Framework, 'perPath'>, { path }: CorsPolicy): string | null {
  return path === null || perPath ? null : `This holds for the whole server, not for \`${path}\` alone.`;
}
