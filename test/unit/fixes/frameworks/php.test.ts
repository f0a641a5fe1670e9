import { expect, it } from 'vitest';
import { php } from '../../../../src/fixes/frameworks/php';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(php, fullPolicy)).toMatchInlineSnapshot(`
    "if (preg_match('~^/v1/orders(/|$)~', rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: ''))) {
        header('Vary: Origin', false);
        if (in_array($_SERVER['HTTP_ORIGIN'] ?? '', ['https://app.example', 'http://[::1]:5173'], true)) {
            header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);
            header('Access-Control-Allow-Credentials: true');
            header('Access-Control-Expose-Headers: x-total-count');
            if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {
                header('Access-Control-Allow-Methods: GET, HEAD, POST, PUT');
                header('Access-Control-Allow-Headers: authorization, content-type');
                header('Access-Control-Max-Age: 600');
                http_response_code(204);
                exit;
            }
        }
    }
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(php, publicRead)).toMatchInlineSnapshot(`
    "header('Access-Control-Allow-Origin: *');
    if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {
        header('Access-Control-Allow-Methods: GET, HEAD, POST');
        http_response_code(204);
        exit;
    }
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(php, hostileNames)).toMatchInlineSnapshot(`
    "header('Vary: Origin', false);
    if (in_array($_SERVER['HTTP_ORIGIN'] ?? '', ['https://app.example'], true)) {
        header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);
        if ($_SERVER['REQUEST_METHOD'] === 'OPTIONS' && isset($_SERVER['HTTP_ACCESS_CONTROL_REQUEST_METHOD'])) {
            header('Access-Control-Allow-Methods: GET, HEAD, POST');
            header('Access-Control-Allow-Headers: x-\\'$a\`%s#b');
            http_response_code(204);
            exit;
        }
    }
    "
  `);
});
