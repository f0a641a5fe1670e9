import { tomcat } from '../../../src/fixes/frameworks/tomcat';
import { prove } from '../prove';
import { output, paths, programs } from '../stack';

const home = '/usr/share/tomcat10';

prove({
  framework: tomcat,
  missing: () => programs('java', 'javac') ?? paths(`${home}/bin/bootstrap.jar`, `${home}/lib/servlet-api.jar`),
  version: () => output('dpkg-query', '-W', '-f', 'Tomcat ${' + 'Version}', 'tomcat10').replace(/-.*$/, ''),
  files: ({ port, fix }) => ({
    'conf/server.xml': `<Server port="-1">
  <Service name="Catalina">
    <Connector address="127.0.0.1" port="${port}"/>
    <Engine name="Catalina" defaultHost="localhost">
      <Host name="localhost" appBase="webapps">
        <Context path="" docBase="api"/>
      </Host>
    </Engine>
  </Service>
</Server>
`,
    'webapps/api/WEB-INF/web.xml': `<web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
${fix()}
  <servlet>
    <servlet-name>api</servlet-name>
    <servlet-class>Api</servlet-class>
  </servlet>
  <servlet-mapping>
    <servlet-name>api</servlet-name>
    <url-pattern>/*</url-pattern>
  </servlet-mapping>
</web-app>
`,
    'Api.java': `import jakarta.servlet.ServletException;
import jakarta.servlet.http.*;
import java.io.IOException;

public class Api extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        boolean reading = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reading && request.getHeader("Authorization") == null) {
            response.sendError(401);
        } else if (request.getRequestURI().equals("/v1/broken")) {
            throw new ServletException("broken");
        } else if (!request.getRequestURI().startsWith("/v1/orders")) {
            response.sendError(404);
        } else {
            response.setHeader("X-Total-Count", "42");
            response.getWriter().print("{}");
        }
    }
}
`,
  }),
  prepare: () => [
    ['javac', '-nowarn', '-cp', `${home}/lib/servlet-api.jar`, '-d', 'webapps/api/WEB-INF/classes', 'Api.java'],
  ],
  parse: () => [
    ['/usr/bin/python3', '-c', "import xml.dom.minidom; xml.dom.minidom.parse('webapps/api/WEB-INF/web.xml')"],
  ],
  command: ({ dir }) => [
    'java',
    '-XX:TieredStopAtLevel=1',
    `-Dcatalina.home=${home}`,
    `-Dcatalina.base=${dir}`,
    '-cp',
    `${home}/bin/bootstrap.jar:${home}/bin/tomcat-juli.jar`,
    'org.apache.catalina.startup.Bootstrap',
    'start',
  ],
  regression: (file) => ['sh', file],
});
