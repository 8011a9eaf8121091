import type { ProductForm } from "~/curriculum/product-form";
import { locales } from "~/platform/locale";
import { useT } from "~/platform/use-locale";
import { CheckboxField } from "~/ui/CheckboxField";
import { FileInput } from "~/ui/FileInput";
import { Picture } from "~/ui/Picture";
import { TextArea } from "~/ui/TextArea";
import { TextField } from "~/ui/TextField";
import { catalogueMessages } from "../messages.catalogue";

const PICTURE_BYTES = 8_000_000;
const oneLine = ["name", "size", "material"] as const;
const several = ["colours", "features"] as const;
const texts = ["craft", "reason", "fits", "not_for"] as const;

/** Every field of a product; texts with both languages beside each other. */
export function ProductFields({ form, families, picture }: { form: ProductForm; families: string[]; picture: string | null }) {
  const t = useT(catalogueMessages);
  const label = (field: keyof ProductForm, locale: (typeof locales)[number]) => `${t(`field.${field}`)} · ${t(`side.${locale}`)}`;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-4">
        <TextField name="price" label={t("field.price")} inputMode="decimal" defaultValue={form.price} required maxLength={20} />
        <TextField
          name="family"
          label={t("field.family")}
          defaultValue={form.family}
          maxLength={40}
          list="product-families"
          autoComplete="off"
        />
        <TextField name="shelf" label={t("field.shelf")} defaultValue={form.shelf} maxLength={40} autoComplete="off" />
        <TextField name="stock" label={t("field.stock")} inputMode="numeric" defaultValue={form.stock} maxLength={10} />
        <datalist id="product-families">
          {families.map((family) => (
            <option key={family} value={family} />
          ))}
        </datalist>
      </div>
      <p className="text-sm text-muted">{t("edit.one_language")}</p>
      {oneLine.map((field) => (
        <div key={field} className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
          {locales.map((locale) => (
            <TextField
              key={locale}
              name={`${field}-${locale}`}
              label={label(field, locale)}
              defaultValue={form[field][locale]}
              maxLength={300}
              lang={locale}
              autoComplete="off"
            />
          ))}
        </div>
      ))}
      {[...several, ...texts].map((field) => (
        <div key={field} className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
          {locales.map((locale) => (
            <TextArea
              key={locale}
              name={`${field}-${locale}`}
              label={label(field, locale)}
              hint={several.some((one) => one === field) ? t("edit.lines") : undefined}
              defaultValue={form[field][locale]}
              rows={2}
              lang={locale}
            />
          ))}
        </div>
      ))}
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <FileInput name="picture" label={t("edit.picture")} picture maxBytes={PICTURE_BYTES} />
        {picture && (
          <div>
            <Picture src={picture} alt="" width={4} height={3} className="max-w-48" />
            <CheckboxField name="withoutPicture" label={t("edit.without_picture")} />
          </div>
        )}
      </div>
    </>
  );
}
