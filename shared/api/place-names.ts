import { z } from "zod";
import { ownNameSchema } from "../places/own-names.ts";

/** The part of the contract about the workspace's own names of places. */

export const namedPlaceSchema = ownNameSchema.extend({ areaName: z.string() });
export const placeNamesSchema = z.array(namedPlaceSchema);
export const placeNameRemovedSchema = ownNameSchema.pick({ name: true, dataset: true }).strict();
export const placeNameAddedSchema = ownNameSchema.strict();
