/// What libexpat has reported and nobody has been told yet.
///
/// It puts text together, and holds the document to its limits. Once something is wrong it takes nothing more: libexpat
/// may go on for a little after it was stopped.
struct EventCollector {
    private let limits: MarkupLimits
    private var events: [MarkupEvent] = []
    private(set) var failure: MarkupError?
    private var textBytes: [UInt8] = []
    private var textPosition: MarkupPosition?
    /// The length of text of each element that is open.
    private var textLengths: [Int] = []
    private var elements = 0

    init(_ limits: MarkupLimits) { self.limits = limits }

    var hasElements: Bool { elements > 0 }
    /// Whether the next bytes of text go on with what is already here.
    var isInText: Bool { textPosition != nil }

    /// Hands the events over; text whose end has not come stays.
    mutating func take() -> [MarkupEvent] {
        defer { events.removeAll(keepingCapacity: true) }
        return events
    }

    mutating func fail(_ error: MarkupError) { failure = failure ?? error }

    mutating func start(_ name: XMLName, _ attributes: [XMLAttribute], length: Int, at position: MarkupPosition) {
        guard failure == nil else { return }
        flush()
        elements += 1
        textLengths.append(0)
        if textLengths.count > limits.depth {
            exceed("Elements nest deeper than \(limits.depth).", position)
        } else if elements > limits.elements {
            exceed("There are more than \(limits.elements) elements.", position)
        } else if attributes.count > limits.attributes {
            exceed("An element has more than \(limits.attributes) attributes.", position)
        } else if length > limits.tag {
            exceedTag(at: position)
        } else {
            events.append(.start(name, attributes, position))
        }
    }

    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, at position: @autoclosure () -> MarkupPosition) {
        guard failure == nil, let open = textLengths.indices.last else { return }
        textLengths[open] += bytes.count
        let start = textPosition ?? position()
        guard textLengths[open] <= limits.text else {
            return exceed("The text of an element is longer than \(limits.text) bytes.", start)
        }
        textPosition = start
        textBytes.append(contentsOf: bytes)
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) {
        guard failure == nil else { return }
        flush()
        textLengths.removeLast()
        events.append(.end(name, position))
    }

    mutating func exceed(_ reason: String, _ position: MarkupPosition) {
        fail(MarkupError(.limit, at: position, reason, "It is refused: no document of this kind is like that."))
    }

    mutating func exceedTag(at position: MarkupPosition) {
        exceed("A tag, a comment or an instruction is longer than \(limits.tag) bytes.", position)
    }

    private mutating func flush() {
        guard let position = textPosition else { return }
        events.append(.text(String(decoding: textBytes, as: UTF8.self), position))
        textBytes.removeAll(keepingCapacity: textBytes.count <= 1 << 16)
        textPosition = nil
    }
}
