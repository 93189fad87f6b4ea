// What a scan sounds like: a calm tone for right, a low double one for wrong. Nobody looks at the screen while folding.
import { preferences } from "./preferences";

export type Tone = "right" | "done" | "wrong";

/** Frequency in hertz, and when it begins and how long it sounds in seconds. */
const NOTES: Record<Tone, readonly (readonly [number, number, number])[]> = {
  right: [[880, 0, 0.07]],
  done: [
    [880, 0, 0.07],
    [1320, 0.09, 0.12],
  ],
  wrong: [
    [196, 0, 0.18],
    [165, 0.22, 0.26],
  ],
};

let context: AudioContext | null = null;

/** Sounds a tone unless it is muted; a machine without sound is silent. */
export function sound(tone: Tone): void {
  if (!preferences().sound || typeof AudioContext === "undefined") {
    return;
  }
  try {
    context ??= new AudioContext();
    for (const [frequency, from, length] of NOTES[tone]) {
      const [note, volume] = [context.createOscillator(), context.createGain()];
      const begin = context.currentTime + from;
      note.type = tone === "wrong" ? "square" : "sine";
      note.frequency.value = frequency;
      volume.gain.setValueAtTime(0.12, begin);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
      note.connect(volume).connect(context.destination);
      note.start(begin);
      note.stop(begin + length);
    }
  } catch {
    // A machine whose sound is taken stays silent; the words say the same.
  }
}
