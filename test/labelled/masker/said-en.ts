/** What is said around a name in English on a desk, by which lines are made to learn from. */

/** Before somebody who is spoken of, named or asked for. */
export const BEFORE =
  "this is |hi, this is |hi its |it's |hello, |hey, |i'm |I am |my name is |name is |name: |Name - |receiver: |receiver |recipient is |consignee |attn |Attn: |attention |c/o |care of |for |to |deliver to |ship to |send it to |give it to |hand it to |leave it with |please leave it with |ask for |call |please call |text |tell |ask |contact |from |sender is |signed by |signed for by |picked up by |collected by |my husband |my wife |my mum |my mother |my dad |my son |my daughter |my sister |my brother |my friend |my flatmate |my colleague |my boss |my boyfriend |my girlfriend |my cousin |my aunt |our assistant |our receptionist |the receptionist |the driver |courier |the courier |your colleague |the landlord |our neighbour |neighbour |roommate |change the name to |the name should be |put it under |under the name |it's under |registered to |addressed to |engrave |please engrave |stamp |write |the card says |on the card: |happy birthday |congratulations |dear |Dear |thanks, |thanks |regards, |cheers, |love, |best, |yours, |- |with |and |not |it's not |instead of |spelled |account holder |cardholder |guest |hotel guest |passport name |pinyin is |her name is |his name is |called |known as |a gift for |present for |one for |paid by |ordered by |bought by |".split(
    "|",
  );
export const BEHIND =
  "| here| speaking| again|, thanks|, please| please| will pick it up| is picking it up| will collect it| will sign for it| can sign| signed for it| asked for it| wants the black one| wants one too| bought the same| lost the receipt| never got it| said so| said it was fine| told me| told me to ask you| promised a refund| is my sister| is my boss| is out today| is at home all day| is away this week|'s parcel|'s order|'s phone|'s number is ①|'s address is ②|, ①|, ②| ①| ②, ①|, ①, ②|: ①|/①| (my wife)| (my husband)| on the box| on the label| on the card| on the tag| in gold| not me|, not me| who ordered|, she is home|, he is at the desk| at the front desk| in reception| from your team| from the office| on 3rd floor| in apt 4| or whoever is on shift|?| ?|!|.|,| and me| and I each want one| both want one|, same address|, different phone| paid already| paid for it| lives next door| next door| helped me last time| was so kind| has my code| has the key|, spell it right| with an h|, no middle name| is my real name| is one person| moved out| called you yesterday| wrote to you| will call you".split(
    "|",
  );
/** Names that are words too, and short ones; small letters as they are typed. */
export const SHORT_NAMES =
  "Rose May June April Summer Grace Joy Hope Faith Dawn Bill Mark Will Hunter Frank Rich Dean Amber Ruby Olive Ivy Violet Lily Pearl Jack Drew Pat Gene Guy Ray Dale Glen Cliff Heath Sandy Bea Kev Josh Clem Vi Bo Jo Al Ed Sue Tom Tim Kim Lee Jean Robin Chase Grant Art Penny Daisy Melody Angel Sky Star Sunny Candy Coco Kiki Lulu Momo Ming Wei Lin Yan Jing Hui Xin Yu Chen Zhou Wang Li Zhang Liu Huang Wu Xu Sun Ma Zhu Hu Guo Gao Luo Zheng Xie Song Tang Feng Dong Xiao".split(
    " ",
  );
export const TITLES =
  "Mr|Ms|Mrs|Miss|Mr.|Ms.|Dr|Dr.|Prof.|Madam|Uncle|Auntie|Aunt|Teacher|Master|Lao|Xiao|Ah|Big|Herr|Frau|Señora|Monsieur|Mdm|MR|MS".split(
    "|",
  );
