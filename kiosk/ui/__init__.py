"""The screens: QML, view models, pictures. Talks to layer 2 only; the only place with Qt."""
