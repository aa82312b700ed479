import type { ReactNode } from "react";
import { Link } from "wouter";
import { addresses } from "../frame/addresses.ts";
import "./term.css";

/** A word of Askline's own, linked to what it means. */
export function Term({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <Link href={addresses.term(id)} className="term">
      {children}
    </Link>
  );
}
