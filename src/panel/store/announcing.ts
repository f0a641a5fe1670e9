import { signal } from '@preact/signals';

/** What a screen reader is told. */
export function announcingPart() {
  const announcement = signal('');
  return {
    announcement,
    say(text: string): void {
      announcement.value = text;
    },
  };
}

export type AnnouncingPart = ReturnType<typeof announcingPart>;
