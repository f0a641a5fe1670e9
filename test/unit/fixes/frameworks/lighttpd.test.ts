import { expect, it } from 'vitest';
import { lighttpd } from '../../../../src/fixes/frameworks/lighttpd';
import { codeOf, fullPolicy, hostileNames, publicRead } from '../code-of';

it('writes everything a policy can ask for', () => {
  expect(codeOf(lighttpd, fullPolicy)).toMatchInlineSnapshot(`
    "server.modules += ( "mod_auth", "mod_setenv", "mod_redirect" )
    $HTTP["url"] =~ "^/v1/orders(/|$)" {
      setenv.add-response-header = ( "Vary" => "Origin" )
      setenv.set-response-header = (
        "Access-Control-Allow-Origin" => "",
        "Access-Control-Allow-Credentials" => "",
        "Access-Control-Expose-Headers" => ""
      )
      $REQUEST_HEADER["Origin"] == "https://app.example" {
        setenv.set-response-header = (
          "Access-Control-Allow-Origin" => "https://app.example",
          "Access-Control-Allow-Credentials" => "true",
          "Access-Control-Expose-Headers" => "x-total-count"
        )
        $HTTP["request-method"] == "OPTIONS" {
          $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
            # A "redirect" with status 204 is how lighttpd answers by itself.
            url.redirect = ( "" => "/" )
            url.redirect-code = 204
            auth.require = ()
            setenv.set-response-header = (
              "Access-Control-Allow-Origin" => "https://app.example",
              "Access-Control-Allow-Credentials" => "true",
              "Access-Control-Expose-Headers" => "x-total-count",
              "Access-Control-Allow-Methods" => "GET, HEAD, POST, PUT",
              "Access-Control-Allow-Headers" => "authorization, content-type",
              "Access-Control-Max-Age" => "600",
              "Location" => ""
            )
          }
        }
      }
      else $REQUEST_HEADER["Origin"] == "http://[::1]:5173" {
        setenv.set-response-header = (
          "Access-Control-Allow-Origin" => "http://[::1]:5173",
          "Access-Control-Allow-Credentials" => "true",
          "Access-Control-Expose-Headers" => "x-total-count"
        )
        $HTTP["request-method"] == "OPTIONS" {
          $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
            # A "redirect" with status 204 is how lighttpd answers by itself.
            url.redirect = ( "" => "/" )
            url.redirect-code = 204
            auth.require = ()
            setenv.set-response-header = (
              "Access-Control-Allow-Origin" => "http://[::1]:5173",
              "Access-Control-Allow-Credentials" => "true",
              "Access-Control-Expose-Headers" => "x-total-count",
              "Access-Control-Allow-Methods" => "GET, HEAD, POST, PUT",
              "Access-Control-Allow-Headers" => "authorization, content-type",
              "Access-Control-Max-Age" => "600",
              "Location" => ""
            )
          }
        }
      }
    }
    "
  `);
});

it('says what `*` opens', () => {
  expect(codeOf(lighttpd, publicRead)).toMatchInlineSnapshot(`
    "server.modules += ( "mod_auth", "mod_setenv", "mod_redirect" )
    setenv.set-response-header = (
      "Access-Control-Allow-Origin" => "*",
      "Access-Control-Allow-Credentials" => "",
      "Access-Control-Expose-Headers" => ""
    )
    $HTTP["request-method"] == "OPTIONS" {
      $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
        # A "redirect" with status 204 is how lighttpd answers by itself.
        url.redirect = ( "" => "/" )
        url.redirect-code = 204
        auth.require = ()
        setenv.set-response-header = (
          "Access-Control-Allow-Origin" => "*",
          "Access-Control-Allow-Credentials" => "",
          "Access-Control-Expose-Headers" => "",
          "Access-Control-Allow-Methods" => "GET, HEAD, POST",
          "Access-Control-Allow-Headers" => "",
          "Access-Control-Max-Age" => "",
          "Location" => ""
        )
      }
    }
    --- \`*\` lets every website read every answer of this server, with the visitor's network but without cookies: right for public data only, and wrong where an intranet address or a list of IP addresses is the protection."
  `);
});

it('keeps quotes, dollars and backticks text, or says why it cannot', () => {
  expect(codeOf(lighttpd, hostileNames)).toMatchInlineSnapshot(`
    "server.modules += ( "mod_auth", "mod_setenv", "mod_redirect" )
    setenv.add-response-header = ( "Vary" => "Origin" )
    setenv.set-response-header = (
      "Access-Control-Allow-Origin" => "",
      "Access-Control-Allow-Credentials" => "",
      "Access-Control-Expose-Headers" => ""
    )
    $REQUEST_HEADER["Origin"] == "https://app.example" {
      setenv.set-response-header = (
        "Access-Control-Allow-Origin" => "https://app.example",
        "Access-Control-Allow-Credentials" => "",
        "Access-Control-Expose-Headers" => ""
      )
      $HTTP["request-method"] == "OPTIONS" {
        $REQUEST_HEADER["Access-Control-Request-Method"] =~ "." {
          # A "redirect" with status 204 is how lighttpd answers by itself.
          url.redirect = ( "" => "/" )
          url.redirect-code = 204
          auth.require = ()
          setenv.set-response-header = (
            "Access-Control-Allow-Origin" => "https://app.example",
            "Access-Control-Allow-Credentials" => "",
            "Access-Control-Expose-Headers" => "",
            "Access-Control-Allow-Methods" => "GET, HEAD, POST",
            "Access-Control-Allow-Headers" => "x-'$a\`%s#b",
            "Access-Control-Max-Age" => "",
            "Location" => ""
          )
        }
      }
    }
    "
  `);
});
