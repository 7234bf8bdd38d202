"""What gunicorn serves to a test; the portal's own refuses the superuser that tests are."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
