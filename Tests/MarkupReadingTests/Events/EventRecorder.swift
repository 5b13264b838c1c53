import MarkupReading

/// Writes down what it is told, a line each, with positions.
struct EventRecorder: MarkupHandler {
    private(set) var lines: [String] = []

    mutating func start(
        _ name: XMLName,
        _ attributes: [XMLAttribute],
        at position: MarkupPosition
    ) throws(MarkupError) {
        let written = attributes.map { " \($0.name)=\($0.value)" }.joined()
        lines.append("\(place(position)) <\(name)\(written)>")
    }

    mutating func text(_ text: String, at position: MarkupPosition) throws(MarkupError) {
        lines.append("\(place(position)) \(text.debugDescription)")
    }

    mutating func end(_ name: XMLName, at position: MarkupPosition) throws(MarkupError) {
        lines.append("\(place(position)) </\(name)>")
    }

    private func place(_ position: MarkupPosition) -> String {
        "\(position.line):\(position.column)@\(position.offset)"
    }
}

/// What a document says, and how its reading ends.
struct Reading: Hashable {
    let lines: [String]
    let failure: MarkupError?

    /// Reads a document that comes in the given pieces.
    init(_ pieces: [ArraySlice<UInt8>], limits: MarkupLimits = MarkupLimits()) throws(MarkupError) {
        var reader = try MarkupReader(EventRecorder(), limits: limits)
        for piece in pieces {
            do throws(MarkupError) { try reader.read(piece) } catch {
                lines = reader.handler.lines
                failure = error
                return
            }
        }
        let before = reader.handler.lines
        do throws(MarkupError) {
            lines = try reader.finish().lines
            failure = nil
        } catch {
            lines = before
            failure = error
        }
    }

    init(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(MarkupError) {
        try self.init([bytes[...]], limits: limits)
    }

    init(_ text: String, limits: MarkupLimits = MarkupLimits()) throws(MarkupError) {
        try self.init(Array(text.utf8), limits: limits)
    }
}
