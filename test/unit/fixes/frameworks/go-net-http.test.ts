import { expect, it } from 'vitest';
import { goNetHttp } from '../../../../src/fixes/frameworks/go-net-http';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(goNetHttp, fullPolicy)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "net/http"
    import "strings"

    // 2 · beside main
    func withCORS(next http.Handler) http.Handler {
    	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    		if !strings.HasPrefix(r.URL.Path+"/", "/v1/orders/") {
    			next.ServeHTTP(w, r)
    			return
    		}
    		header := w.Header()
    		header.Add("Vary", "Origin")
    		switch origin := r.Header.Get("Origin"); origin {
    		case "https://app.example", "http://[::1]:5173":
    			header.Set("Access-Control-Allow-Origin", origin)
    		default:
    			next.ServeHTTP(w, r)
    			return
    		}
    		header.Set("Access-Control-Allow-Credentials", "true")
    		header.Set("Access-Control-Expose-Headers", "x-total-count")
    		if r.Method == "OPTIONS" && r.Header.Get("Access-Control-Request-Method") != "" {
    			header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT")
    			header.Set("Access-Control-Allow-Headers", "authorization, content-type")
    			header.Set("Access-Control-Max-Age", "600")
    			w.WriteHeader(http.StatusNoContent)
    			return
    		}
    		next.ServeHTTP(w, r)
    	})
    }

    // 3 · right above ListenAndServe(…, handler)
    handler = withCORS(handler)
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(goNetHttp, publicRead)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "net/http"

    // 2 · beside main
    func withCORS(next http.Handler) http.Handler {
    	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    		header := w.Header()
    		header.Set("Access-Control-Allow-Origin", "*")
    		if r.Method == "OPTIONS" && r.Header.Get("Access-Control-Request-Method") != "" {
    			header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
    			w.WriteHeader(http.StatusNoContent)
    			return
    		}
    		next.ServeHTTP(w, r)
    	})
    }

    // 3 · right above ListenAndServe(…, handler)
    handler = withCORS(handler)
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(goNetHttp, hostileNames)).toMatchInlineSnapshot(`
    "// 1 · at the top
    import "net/http"

    // 2 · beside main
    func withCORS(next http.Handler) http.Handler {
    	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
    		header := w.Header()
    		header.Add("Vary", "Origin")
    		switch origin := r.Header.Get("Origin"); origin {
    		case "https://app.example":
    			header.Set("Access-Control-Allow-Origin", origin)
    		default:
    			next.ServeHTTP(w, r)
    			return
    		}
    		if r.Method == "OPTIONS" && r.Header.Get("Access-Control-Request-Method") != "" {
    			header.Set("Access-Control-Allow-Methods", "GET, HEAD, POST")
    			header.Set("Access-Control-Allow-Headers", "x-'$a\`%s#b")
    			w.WriteHeader(http.StatusNoContent)
    			return
    		}
    		next.ServeHTTP(w, r)
    	})
    }

    // 3 · right above ListenAndServe(…, handler)
    handler = withCORS(handler)
    "
  `);
});
