import { qrPath } from '#lib/ui/qr.ts';

/** Leads to the verification page of no certificate in particular. */
export const sampleQr = qrPath('https://example.invalid/verify?number=540200-2026-05-3-00128-6');
