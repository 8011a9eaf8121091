import { useEffect, useState } from "react";

export const speeds = [1, 4] as const;
export type Speed = (typeof speeds)[number];

const STEP_MS = 250;

/**
 * The clock of a chat that is watched again, in milliseconds since it began. It stands at the end until it is played: the chat is there whole. Playing from the
 * end begins anew.
 */
export function useReplay(length: number) {
  const [isAlive, setAlive] = useState(false);
  const [at, setAt] = useState(length);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  useEffect(() => setAlive(true), []);
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(() => setAt((now) => Math.min(length, now + STEP_MS * speed)), STEP_MS);
    return () => clearInterval(timer);
  }, [isPlaying, length, speed]);
  useEffect(() => {
    if (at >= length) setPlaying(false);
  }, [at, length]);
  return {
    ...{ isAlive, at, isPlaying, speed, setSpeed },
    play: () => {
      if (at >= length) setAt(0);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
    seek: (to: number) => setAt(Math.min(length, Math.max(0, to))),
  };
}
