import { createContext, useContext } from "react";

/** What a `Form` tells the fields and buttons inside it. */
export type FormState = {
  /** The sentence to show next to a field, by its name. */
  errors: Readonly<Record<string, string>>;
  /** Whether this form is being sent. */
  pending: boolean;
  /** Name and value of the button that sent it. */
  pressed: { name: string; value: string } | null;
};

export const FormContext = createContext<FormState>({ errors: {}, pending: false, pressed: null });

/** The state of the form around this component; an idle one without errors outside of a form. */
export function useFormState(): FormState {
  return useContext(FormContext);
}
