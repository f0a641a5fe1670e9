import { expect, it } from 'vitest';
import { goRsCors } from '../../../../src/fixes/frameworks/go-rs-cors';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(goRsCors, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "github.com/rs/cors"
    import "strings"

    // 2 · right above ListenAndServe(…, handler)
    inner := handler
    shared := cors.New(cors.Options{
    	AllowedOrigins:   []string{"https://app.example", "http://[::1]:5173"},
    	AllowedMethods:   []string{"GET", "HEAD", "POST", "PUT"},
    	AllowedHeaders:   []string{"authorization", "content-type"},
    	ExposedHeaders:   []string{"x-total-count"},
    	AllowCredentials: true,
    	MaxAge:           600,
    }).Handler(inner)
    handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    	if strings.HasPrefix(r.URL.Path+"/", "/v1/orders/") {
    		shared.ServeHTTP(w, r)
    	} else {
    		inner.ServeHTTP(w, r)
    	}
    })
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(goRsCors, publicRead)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "github.com/rs/cors"

    // 2 · right above ListenAndServe(…, handler)
    handler = cors.New(cors.Options{
    	AllowedOrigins: []string{"*"},
    	AllowedMethods: []string{"GET", "HEAD", "POST"},
    	AllowedHeaders: []string{"Origin"},
    }).Handler(handler)
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(goRsCors, hostileNames)).toMatchInlineSnapshot(
    `"cannot: rs/cors reads requested header names up to the first character other than letters, digits and \`-_.\`, so \`x-'$a\`%s#b\` never matches."`,
  );
});
