import * as v from 'valibot';

export const documentType = v.picklist(['passport', 'id-card']);
export type DocumentType = v.InferOutput<typeof documentType>;
