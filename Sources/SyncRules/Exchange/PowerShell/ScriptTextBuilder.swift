/// Puts a text together from characters and variables.
struct ScriptTextBuilder {
    private var parts: [ScriptTextPart] = []
    private var bytes: [UInt8] = []
    private var reason: String?

    mutating func append(_ more: some Collection<UInt8>) { bytes += more }

    mutating func append(variable name: String, _ path: [ScriptAccess] = []) {
        flush()
        parts.append(.variable(name, path))
    }

    /// The first reason counts.
    mutating func refuse(_ why: String) { reason = reason ?? why }

    /// The line end before the closing mark of a here-string belongs to the mark.
    mutating func dropLastNewline() {
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
    }

    var kind: ScriptToken.Kind {
        if let reason { return .refused(reason) }
        var whole = self
        whole.flush()
        return .text(whole.parts)
    }

    private mutating func flush() {
        guard !bytes.isEmpty else { return }
        parts.append(.text(String(decoding: bytes, as: UTF8.self)))
        bytes = []
    }
}
