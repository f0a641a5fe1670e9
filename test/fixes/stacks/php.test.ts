import { php } from '../../../src/fixes/frameworks/php';
import { prove } from '../prove';
import { output, programs } from '../stack';

prove({
  framework: php,
  missing: () => programs('php'),
  version: () => output('php', '-r', 'echo "PHP ", PHP_VERSION;'),
  files: ({ fix }) => ({
    'index.php': `<?php
${fix()}
if (!in_array($_SERVER['REQUEST_METHOD'], ['GET', 'HEAD']) && !isset($_SERVER['HTTP_AUTHORIZATION'])) {
    http_response_code(401);
    exit;
}
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/v1/broken') {
    throw new RuntimeException('broken');
}
if (!str_starts_with($path, '/v1/orders')) {
    http_response_code(404);
    exit;
}
header('X-Total-Count: 42');
echo '{}';
`,
  }),
  parse: () => [['php', '-l', 'index.php']],
  command: ({ port }) => ['php', '-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, 'index.php'],
  regression: (file) => ['sh', file],
});
