import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// A scripted server that says it is a domain controller, whatever it then answers.
struct ScriptedController {
    static let context = "DC=x,DC=test"
    static let service = "CN=NTDS Settings,CN=DC1,CN=Configuration,DC=x,DC=test"
    static let dirSync = "1.2.840.113556.1.4.841"

    let server: ScriptedServer

    /// `answer` is told which of the searches it is that do not ask who the server is.
    init(
        count: Int = 100,
        isActiveDirectory: Bool = true,
        invocation: String = "invocation-id--1",
        answer: @escaping @Sendable (ScriptedRequest) -> [ScriptedStep]
    ) throws {
        server = try ScriptedServer { request in
            guard request.operation == .search else { return [.done()] }
            switch request.name {
            case "":
                let root = [
                    ("namingContexts", [Self.context]), ("dsServiceName", [Self.service]),
                    ("highestCommittedUSN", ["\(count)"]), ("schemaNamingContext", ["CN=Schema,DC=x,DC=test"]),
                    ("supportedCapabilities", isActiveDirectory ? ["1.2.840.113556.1.4.800"] : []),
                ]
                return [.entry("", root), .done()]
            case Self.service: return [.entry(Self.service, [("invocationId", [invocation])]), .done()]
            default: return answer(request)
            }
        }
    }

    func connect() async throws -> LDAPConnection {
        try await LDAPConnection.connect(to: LDAPEndpoint(url: try #require(LDAPURL(server.url))))
    }

    /// Searches that do not ask who the server is.
    var searches: [ScriptedRequest] {
        server.requests.filter { $0.operation == .search && $0.name != "" && $0.name != Self.service }
    }

    /// An object with a GUID made of its name.
    static func object(_ name: String, isDeleted: Bool = false) -> ScriptedStep {
        .entry("CN=\(name),\(context)", [("objectGUID", [guid(name)])] + (isDeleted ? [("isDeleted", ["TRUE"])] : []))
    }

    static func guid(_ name: String) -> String { String((name + String(repeating: ".", count: 16)).prefix(16)) }

    /// The result of a search with DirSync.
    static func done(more: Int, cookie: [UInt8]) -> ScriptedStep {
        var value = BERWriter()
        value.element(0x30) { fields in
            fields.integer(more)
            fields.integer(0)
            fields.element(0x04, cookie)
        }
        return .done(controls: [ScriptedControl(dirSync, value.bytes)])
    }

    /// The cookie that a search with DirSync was sent with.
    static func cookie(_ request: ScriptedRequest) -> [UInt8]? {
        var outer = BERReader(request.control(dirSync) ?? [])
        var fields = outer.next()?.reader
        _ = fields?.next()
        _ = fields?.next()
        return (fields?.next()).map { Array($0.content) }
    }
}
