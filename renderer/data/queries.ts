import { keepPreviousData, QueryClient, useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { ChannelInput, ChannelName, ChannelOutput, PushName, PushPayload } from "../../shared/api.ts";
import { call } from "./bridge.ts";

/** One cache for what the main process knows, keyed by use case and input. Nothing goes stale by time: pushes say when. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: false,
      refetchOnWindowFocus: false,
      staleTime: 0,
      gcTime: 300_000,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** How a use case is asked and under which key its answer is kept. */
export const queryOf = <N extends ChannelName>(name: N, input: ChannelInput<N>) => ({
  queryKey: [name, input] as const,
  queryFn: () => call(name, input),
});

/** What a use case says for an input; while the input changes, the last answer stays (`isPlaceholderData` tells). */
export function useUseCase<N extends ChannelName>(
  name: N,
  input: ChannelInput<N>,
  options: { readonly enabled?: boolean; readonly keep?: boolean; readonly staleTime?: number } = {},
) {
  return useQuery<ChannelOutput<N>>({
    ...queryOf(name, input),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
  });
}

/** Something to do, not to know. On success the use cases in `refresh` are asked again. */
export function useDo<N extends ChannelName>(name: N, refresh: readonly ChannelName[] = []) {
  return useMutation({
    mutationFn: (input: ChannelInput<N>) => call(name, input),
    onSuccess: () => forget(refresh),
  });
}

/** Asks these use cases again the next time they are on screen. */
export async function forget(names: readonly ChannelName[]): Promise<void> {
  await Promise.all(names.map((name) => queryClient.invalidateQueries({ queryKey: [name] })));
}

/** Listens to a push while the component is there. `listener` should be stable. */
export function usePush<N extends PushName>(name: N, listener: (payload: PushPayload<N>) => void): void {
  useEffect(() => window.askline.on(name, listener), [name, listener]);
}
