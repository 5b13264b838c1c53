import Directory

/// One thing that a scripted server does in answer to a request.
public enum ScriptedStep: Sendable {
    /// Sends an entry, with the controls that belong to it.
    case entry(String, [(String, [String])], controls: [ScriptedControl] = [])
    /// Sends a continuation reference.
    case reference([String])
    /// Sends a message between the request and its result.
    case intermediate(String, [UInt8])
    /// Sends the result, with the cookie of the paging control where there is one, and other controls.
    case done(
        Int = 0,
        matched: String = "",
        message: String = "",
        cookie: [UInt8]? = nil,
        controls: [ScriptedControl] = []
    )
    /// Sends these bytes as they are.
    case raw([UInt8])
    /// Sends the first bytes of what the other step would send.
    indirect case cut(Int, ScriptedStep)
    /// Sends what the other step would send, again and again until the client goes.
    indirect case forever(ScriptedStep)
    /// Sends what the other step would send, this many bytes at a time.
    indirect case piecemeal(Int, ScriptedStep)
    /// Sends nothing more and keeps the connection.
    case silence
    /// Closes the connection.
    case close

    /// The message for a request; nothing where the step sends none.
    public func bytes(for request: ScriptedRequest) -> [UInt8] {
        switch self {
        case .entry(let dn, let attributes, let controls):
            return Self.message(request) { message in
                message.element(0x64) { entry in
                    entry.text(dn)
                    entry.element(0x30) { list in
                        for (name, values) in attributes {
                            list.element(0x30) { attribute in
                                attribute.text(name)
                                attribute.element(0x31) { set in for value in values { set.text(value) } }
                            }
                        }
                    }
                }
                Self.add(controls, &message)
            }
        case .intermediate(let name, let value):
            return Self.message(request) { message in
                message.element(0x79) { answer in
                    answer.text(name, tag: 0x80)
                    answer.element(0x81, value)
                }
            }
        case .reference(let urls):
            return Self.message(request) { $0.element(0x73) { list in for url in urls { list.text(url) } } }
        case .done(let code, let matched, let message, let cookie, let controls):
            return Self.message(request) { writer in
                writer.element(Self.answer(to: request.operation)) { result in
                    result.integer(code, tag: 0x0A)
                    result.text(matched)
                    result.text(message)
                    if code == 10 { result.element(0xA3) { $0.text("ldap://127.77.7.9:9/DC=elsewhere") } }
                }
                Self.add(controls + (cookie.map { [Self.paging($0)] } ?? []), &writer)
            }
        case .raw(let bytes): return bytes
        case .cut(let count, let step): return Array(step.bytes(for: request).prefix(count))
        case .piecemeal(_, let step), .forever(let step): return step.bytes(for: request)
        case .silence, .close: return []
        }
    }

    private static func message(_ request: ScriptedRequest, _ body: (inout BERWriter) -> Void) -> [UInt8] {
        var writer = BERWriter()
        writer.element(0x30) { message in
            message.integer(request.identifier)
            body(&message)
        }
        return writer.bytes
    }

    private static func paging(_ cookie: [UInt8]) -> ScriptedControl {
        var value = BERWriter()
        value.element(0x30) { page in
            page.integer(0)
            page.element(0x04, cookie)
        }
        return ScriptedControl("1.2.840.113556.1.4.319", value.bytes)
    }

    private static func add(_ controls: [ScriptedControl], _ writer: inout BERWriter) {
        guard !controls.isEmpty else { return }
        writer.element(0xA0) { list in
            for control in controls {
                list.element(0x30) { field in
                    field.text(control.oid)
                    if let value = control.value { field.element(0x04, value) }
                }
            }
        }
    }

    private static func answer(to operation: ScriptedRequest.Operation) -> UInt8 {
        switch operation {
        case .bind: 0x61
        case .extended: 0x78
        default: 0x65
        }
    }
}
