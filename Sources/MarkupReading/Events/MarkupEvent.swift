/// One thing that a document says, in the order in which it says it.
enum MarkupEvent: Sendable, Hashable {
    case start(XMLName, [XMLAttribute], MarkupPosition)
    case text(String, MarkupPosition)
    case end(XMLName, MarkupPosition)
}
