"""The entry: ``streamlit run dashboard.py`` finds ``app``."""

from streamlit import config
from streamlit.starlette import App

from views.routes import routes


def hosts() -> frozenset[str]:
    """The names by which this server may be called, as Streamlit's settings give them."""
    names = (config.get_option("server.address"), config.get_option("browser.serverAddress"))
    return frozenset(str(name) for name in names if name)


app = App("views/page.py", routes=routes(hosts, config.get_option("server.baseUrlPath")))
