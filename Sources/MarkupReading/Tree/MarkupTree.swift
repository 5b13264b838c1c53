/// Makes a tree of a document, or of a part of one that a handler passes on.
public struct MarkupTree: MarkupHandler, Sendable {
    /// The element that holds all others, once it has ended.
    public private(set) var root: MarkupElement?
    private var open: [MarkupElement] = []

    /// Begins a tree.
    public init() {}

    /// Reads a whole document.
    public static func read(
        _ bytes: some Sequence<UInt8>,
        limits: MarkupLimits = .tree
    ) throws(MarkupError) -> MarkupElement {
        let tree = try MarkupReader.read(bytes, with: MarkupTree(), limits: limits)
        guard let root = tree.root else {
            // A document that was read whole has one.
            let start = MarkupPosition(line: 1, column: 1, offset: 0)
            throw MarkupError(.empty, at: start, "There is no element in it.", "Is this the right file?")
        }
        return root
    }

    /// Opens an element.
    public mutating func start(
        _ name: XMLName,
        _ attributes: [XMLAttribute],
        at position: MarkupPosition
    ) throws(MarkupError) {
        open.append(MarkupElement(name, attributes, at: position))
    }

    /// Adds text to the element that is open; text outside of any is passed over.
    public mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        guard let last = open.indices.last else { return }
        open[last].text += text
    }

    /// Closes the element that is open.
    public mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        guard let element = open.popLast() else { return }
        guard let above = open.indices.last else {
            root = element
            return
        }
        open[above].children.append(element)
    }
}
