/// The names under which the console may be asked for: others point at it by a name server's lie (DNS rebinding).
struct HostList: Sendable {
    private let names: Set<String>

    /// The names of a loopback server at a port.
    init(port: Int) {
        let names = ["127.0.0.1", "localhost"]
        self.names = Set(names.map { "\($0):\(port)" } + (port == 80 ? names : []))
    }

    /// Whether a request may name this host.
    func contains(_ host: String?) -> Bool { host.map { names.contains($0.lowercased()) } ?? false }

    /// The origin of pages that are asked for under this host.
    static func origin(of host: String) -> String { "http://" + host.lowercased() }
}
