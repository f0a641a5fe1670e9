import { springBoot } from '../../../src/fixes/frameworks/spring-boot';
import { prove } from '../prove';
import { output, paths, programs } from '../stack';

const jars = [
  // Debian's names; the version inside is 4.3.
  'spring3-aop',
  'spring3-beans',
  'spring3-context',
  'spring3-core',
  'spring3-expression',
  'spring3-web',
  'spring3-web.servlet',
  'commons-logging',
  'servlet-api',
  'jetty9-http',
  'jetty9-io',
  'jetty9-security',
  'jetty9-server',
  'jetty9-servlet',
  'jetty9-util',
  'jetty9-util-ajax',
].map((name) => `/usr/share/java/${name}.jar`);

const classpath = ['.', ...jars].join(':');

// Debian has Spring without Boot. What Boot adds for this fix is done here by hand, as its documentation has it: every bean
// that is a Filter is mapped to all paths, in the order of its @Order. Spring Security is one of those filters, and one that sets the
// encoding to UTF-8 is the first.
prove({
  framework: springBoot,
  missing: () => programs('java', 'javac') ?? paths(...jars),
  version: () => {
    const version = (name: string) => output('dpkg-query', '-W', '-f', '${' + 'Version}', name).replace(/-.*$/, '');
    return `Spring Framework ${version('libspring-web-java')} (without Boot), Jetty ${version('libjetty9-java')}`;
  },
  files: ({ fix, fixed, port }) => ({
    ...(fixed ? { 'CrossOriginFilter.java': fix() } : {}),
    'Server.java': `import java.io.IOException;
import java.util.*;
import javax.servlet.*;
import javax.servlet.http.*;
import org.eclipse.jetty.servlet.*;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.*;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.*;

public class Server {

    @RestController
    @RequestMapping("/v1")
    public static class Api {
        @RequestMapping(path = {"orders", "orders/{id}", "ordersandmore"}, method = {RequestMethod.GET, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
        public ResponseEntity<String> orders() {
            return ResponseEntity.ok().header("X-Total-Count", "42").body("{}");
        }

        @RequestMapping("broken")
        public String broken() {
            throw new IllegalStateException("broken");
        }
    }

    @Order(Ordered.HIGHEST_PRECEDENCE)
    public static class Encoding extends org.springframework.web.filter.CharacterEncodingFilter {
        public Encoding() {
            super("UTF-8", true);
        }
    }

    @Order(0)
    public static class Security implements Filter {
        public void init(FilterConfig config) {}
        public void destroy() {}
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
            HttpServletRequest http = (HttpServletRequest) request;
            boolean reading = http.getMethod().equals("GET") || http.getMethod().equals("HEAD");
            if (reading || http.getHeader("Authorization") != null) chain.doFilter(request, response);
            else ((HttpServletResponse) response).sendError(401);
        }
    }

    public static void main(String[] args) throws Exception {
        ServletContextHandler handler = new ServletContextHandler();
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.setServletContext(handler.getServletContext());
        context.register(Api.class, Encoding.class, Security.class, RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class);
        if (args.length > 0) context.register(Class.forName(args[0]));
        context.refresh();
        List<Filter> filters = new ArrayList<>(context.getBeansOfType(Filter.class).values());
        AnnotationAwareOrderComparator.sort(filters);
        for (Filter filter : filters) {
            handler.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        DispatcherServlet servlet = new DispatcherServlet(context);
        servlet.setThrowExceptionIfNoHandlerFound(false);
        handler.addServlet(new ServletHolder(servlet), "/*");
        org.eclipse.jetty.server.Server server = new org.eclipse.jetty.server.Server(new java.net.InetSocketAddress("127.0.0.1", ${port}));
        server.setHandler(handler);
        server.start();
    }
}
`,
  }),
  oldVary:
    'Spring 4.3 adds Vary only where an Origin came, 5.2 and later to every answer; and Jetty takes it out of what sendError() answers',
  prepare: ({ fixed }) => [
    ['javac', '-nowarn', '-cp', classpath, 'Server.java', ...(fixed ? ['CrossOriginFilter.java'] : [])],
  ],
  parse: ({ fixed }) =>
    fixed ? [['javac', '-nowarn', '-proc:none', '-cp', classpath, '-d', 'parsed', 'CrossOriginFilter.java']] : [],
  parses: 6,
  command: ({ fixed }) => [
    'java',
    '-XX:TieredStopAtLevel=1',
    '-Xshare:auto',
    '--add-opens=java.base/java.lang=ALL-UNNAMED',
    '-cp',
    classpath,
    'Server',
    ...(fixed ? ['CrossOriginFilter'] : []),
  ],
  regression: (file) => ['sh', file],
});
