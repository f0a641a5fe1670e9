import { nestjs } from '../../../src/fixes/frameworks/nestjs';
import { nodeVersion } from '../node-version';
import { prove } from '../prove';
import { packages, typescript } from '../stack';

prove({
  framework: nestjs,
  missing: () => packages('@nestjs/core', '@nestjs/platform-express', 'supertest'),
  version: () => nodeVersion('@nestjs/core', '@nestjs/platform-express'),
  files: ({ fix, port }) => ({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
    'app.ts': `import 'reflect-metadata';
import { All, Controller, Get, Header, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';

@Controller('v1')
class Orders {
  @Get('broken')
  broken() {
    throw new Error('broken');
  }

  @All(['orders', 'orders/:id', 'ordersandmore'])
  @Header('X-Total-Count', '42')
  orders() {
    return {};
  }
}

@Module({ controllers: [Orders] })
class AppModule {}

export async function makeApp() {
  const app = await NestFactory.create(AppModule, { logger: false });
${fix()}
  app.use((request, response, next) => {
    if (!['GET', 'HEAD'].includes(request.method) && !request.headers.authorization) return response.sendStatus(401);
    next();
  });
  return app;
}
`,
    'server.ts': `import { makeApp } from './app';

const app = await makeApp();
await app.listen(${port}, '127.0.0.1');
`,
  }),
  parse: () => [typescript('app.ts')],
  command: () => ['node', '--import', 'tsx', 'server.ts'],
  regression: (file) => ['node', '--import', 'tsx', '--test', file],
});
