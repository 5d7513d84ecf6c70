// The signing pages on Lambda, and the files that browsers load: both are for people who are not signed in.
import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { cloudSettings } from '../../config.ts';
import { createAssetsApp } from '../assets.ts';
import { createSignerApp } from '../signer.ts';
import { strictTransport } from '../strict-transport.ts';
import { signerWorld } from '../wire.ts';

const { pages: pagesDirectory, pdfjs: pdfjsDirectory } = cloudSettings().places;

export const handler = handle(
  new Hono()
    .use(strictTransport)
    .route('/sign', createSignerApp(await signerWorld()))
    .route('/assets', createAssetsApp({ pagesDirectory, pdfjsDirectory })),
);
