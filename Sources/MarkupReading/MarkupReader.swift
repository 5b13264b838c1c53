/// Reads an XML document strictly, as its bytes come, and tells a handler what it says.
///
/// Documents are XML 1.0 with namespaces in UTF-8, UTF-16, ISO 8859-1 or ASCII. What is not well-formed is an error, and
/// so is a document that breaks off; document types, and with them entities, are refused. The memory that a reading takes
/// does not grow with the document, but for the names of elements and attributes.
///
/// A value of this type cannot be copied: it owns the parser. Once a reading has failed it fails again the same way.
public struct MarkupReader<Handler: MarkupHandler>: ~Copyable {
    /// The handler, with what it has been told so far.
    public private(set) var handler: Handler

    private let parser: ExpatParser
    private var failure: Handler.Failure?

    /// How many bytes are looked at before the handler hears of them.
    private static var piece: Int { 1 << 16 }

    /// Begins a document.
    public init(_ handler: Handler, limits: MarkupLimits = MarkupLimits()) throws(Handler.Failure) {
        self.handler = handler
        do throws(MarkupError) { parser = try ExpatParser(limits) } catch { throw Handler.failure(error) }
    }

    /// Takes the next bytes of the document.
    public mutating func read(_ bytes: ArraySlice<UInt8>) throws(Handler.Failure) {
        if let failure { throw failure }
        var rest = bytes
        while !rest.isEmpty {
            try tell(parser.feed(rest.prefix(Self.piece), isLast: false))
            rest = rest.dropFirst(Self.piece)
        }
    }

    /// Ends the document: only now is it known that it was whole.
    public consuming func finish() throws(Handler.Failure) -> Handler {
        if let failure { throw failure }
        try tell(parser.feed([], isLast: true))
        return handler
    }

    /// Reads a whole document.
    public static func read(
        _ bytes: some Sequence<UInt8>,
        with handler: Handler,
        limits: MarkupLimits = MarkupLimits()
    ) throws(Handler.Failure) -> Handler {
        var reader = try MarkupReader(handler, limits: limits)
        try reader.read(Array(bytes)[...])
        return try reader.finish()
    }

    /// First what came before the failure, then the failure: the handler's own comes out where it was earlier.
    private mutating func tell(_ found: (events: [MarkupEvent], failure: MarkupError?)) throws(Handler.Failure) {
        do throws(Handler.Failure) {
            for event in found.events {
                switch event {
                case .start(let name, let attributes, let position):
                    try handler.start(name, attributes, at: position)
                case .text(let text, let position): try handler.text(text, at: position)
                case .end(let name, let position): try handler.end(name, at: position)
                }
            }
            if let failure = found.failure { throw Handler.failure(failure) }
        } catch {
            failure = error
            throw error
        }
    }
}
