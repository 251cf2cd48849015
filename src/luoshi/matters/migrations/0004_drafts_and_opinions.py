from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("matters", "0003_the_loop"),
    ]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="consulted",
            field=models.ForeignKey(
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="matter",
            name="phase",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (0, "draft"),
                    (1, "filed"),
                    (2, "new"),
                    (3, "open"),
                    (4, "check"),
                    (5, "standing"),
                    (8, "done"),
                    (9, "void"),
                ]
            ),
        ),
    ]
