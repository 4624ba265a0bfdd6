// A button on the dark ground: an edge shows where it ends, whatever its own ground is.
BigButton {
    edge: Theme.nightEdge
}
