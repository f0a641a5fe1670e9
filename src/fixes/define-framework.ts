import type { CorsPolicy, Framework, Part, Rendered } from './fix';
import { refusal } from './refusal';

/** What a framework file writes for a policy that `refusal()` has let through. */
export type Written =
  | { readonly parts: readonly [Part, ...Part[]]; readonly note?: string | null }
  | { readonly cannot: string };

export interface FrameworkSource extends Omit<Framework, 'render'> {
  /** Starts a line comment: `//`, `#`. Needed where the code has several parts. */
  readonly comment?: string;
  write(policy: CorsPolicy): Written;
}

/** A framework whose `render` refuses what no server should be told, joins the parts and says what `*` opens. */
export function defineFramework({ write, comment = '//', ...framework }: FrameworkSource): Framework {
  return {
    ...framework,
    render(policy): Rendered {
      const why = refusal(policy);
      if (why !== null) return { can: false, why };
      const written = write(policy);
      if ('cannot' in written) return { can: false, why: written.cannot };
      return {
        can: true,
        parts: written.parts,
        code: joined(written.parts, comment),
        note: [wildcardNote(policy), written.note].filter(Boolean).join(' ') || null,
      };
    },
  };
}

function joined(parts: readonly Part[], comment: string): string {
  if (parts.length === 1) return parts[0]?.code ?? '';
  return parts.map((part, index) => `${comment} ${index + 1} · ${part.where}\n${part.code}`).join('\n');
}

function wildcardNote(policy: CorsPolicy): string | null {
  if (policy.origins !== '*') return null;
  const what = policy.path === null ? 'every answer of this server' : `what \`${policy.path}\` answers`;
  return `\`*\` lets every website read ${what}, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or an IP list is the protection.`;
}
