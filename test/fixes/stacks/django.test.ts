import { django } from '../../../src/fixes/frameworks/django';
import { prove } from '../prove';
import { python, pythonModules, pythonPackages } from '../stack';

prove({
  framework: django,
  missing: () => pythonModules('django', 'corsheaders', 'pytest'),
  version: () => pythonPackages('django', 'django-cors-headers'),
  files: ({ fix, port }) => ({
    'settings.py': `SECRET_KEY = 'x'
ALLOWED_HOSTS = ['127.0.0.1']
ROOT_URLCONF = 'urls'
INSTALLED_APPS = ['django.contrib.contenttypes']
MIDDLEWARE = ['urls.authenticated', 'django.middleware.common.CommonMiddleware']

${fix()}`,
    'urls.py': `from django.http import HttpResponse, JsonResponse
from django.urls import path


def authenticated(get_response):
    def middleware(request):
        if request.method not in ('GET', 'HEAD') and 'Authorization' not in request.headers:
            return HttpResponse(status=401)
        return get_response(request)

    return middleware


def orders(request, id=None):
    answer = JsonResponse({})
    answer['X-Total-Count'] = '42'
    return answer


def broken(request):
    raise RuntimeError('broken')


urlpatterns = [
    path('v1/orders', orders),
    path('v1/orders/<str:id>', orders),
    path('v1/ordersandmore', orders),
    path('v1/broken', broken),
]
`,
    'conftest.py': `import os

import django

os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
django.setup()
`,
    'server.py': `import os

os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
from django.core.management import execute_from_command_line

execute_from_command_line(['server.py', 'runserver', '--noreload', '127.0.0.1:${port}'])
`,
  }),
  // Django's own checks know a wrong origin (corsheaders.E013, E014).
  parse: () => [[python, '-m', 'django', 'check', '--settings', 'settings']],
  parses: 10,
  env: { PYTHONPATH: '.' },
  command: () => [python, 'server.py'],
  regression: (file) => [python, '-m', 'pytest', '-q', '-p', 'no:cacheprovider', file],
});
