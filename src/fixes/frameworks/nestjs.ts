import { corsOptions } from '../cors-package';
import { defineFramework } from '../define-framework';

export const nestjs = defineFramework({
  id: 'nestjs',
  label: 'NestJS',
  language: 'ts',
  docs: 'https://docs.nestjs.com/security/cors',
  where: 'In `main.ts`, right below `NestFactory.create(…)`, above every `app.use(…)` and `app.listen(…)`.',
  pitfall:
    'Below an `app.use()` that asks for a login, the preflight is answered 401; guards are no danger, they run later. With the Fastify adapter the options are the same.',
  layer: 'application',
  perPath: false,

  write(policy) {
    return {
      parts: [
        {
          where: 'right below NestFactory.create(…)',
          code: `app.enableCors({
${corsOptions(policy, 0)}});
`,
        },
      ],
    };
  },
});
