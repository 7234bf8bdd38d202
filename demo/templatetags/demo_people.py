from django import template

from demo.people import PASSWORD, SIGN_INS, SignIn

register = template.Library()


@register.simple_tag
def demo_sign_ins() -> tuple[SignIn, ...]:
    return SIGN_INS


@register.simple_tag
def demo_password() -> str:
    return PASSWORD
