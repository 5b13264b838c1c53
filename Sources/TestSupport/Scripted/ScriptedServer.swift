import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// An LDAP server that does what a test says, also what no real server will do on request.
///
/// Each connection has a thread of its own; a script answers one request with steps. Without a script for it a sign-in
/// succeeds and anything else is refused.
public final class ScriptedServer: Sendable {
    /// Answers a request.
    public typealias Script = @Sendable (ScriptedRequest) -> [ScriptedStep]

    /// Where it listens.
    public let url: String

    private let listener: Int32
    private let script: Script
    private let state = Mutex(State())

    private struct State {
        var requests: [ScriptedRequest] = []
        var connections = 0
        var open: Set<Int32> = []
    }

    /// Listens on a free port of the loopback address.
    public init(_ script: @escaping Script) throws {
        self.script = script
        #if canImport(Glibc)
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let listener = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 16) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileReadUnknown) }
        self.listener = listener
        url = "ldap://127.0.0.1:\(UInt16(bigEndian: name.sin_port))"
        Thread { [weak self] in Self.accept(listener) { self?.begin($0) ?? false } }.start()
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        for descriptor in state.withLock({ $0.open }) { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }

    /// Everything that was asked, in the order in which it came.
    public var requests: [ScriptedRequest] { state.withLock { $0.requests } }

    /// How many connections there have been.
    public var connections: Int { state.withLock { $0.connections } }

    private static func accept(_ listener: Int32, _ begin: (Int32) -> Bool) {
        while true {
            #if canImport(Glibc)
                let descriptor = Glibc.accept(listener, nil, nil)
            #elseif canImport(Musl)
                let descriptor = Musl.accept(listener, nil, nil)
            #else
                let descriptor = Darwin.accept(listener, nil, nil)
            #endif
            guard descriptor >= 0 else { return }
            guard begin(descriptor) else {
                close(descriptor)
                return
            }
        }
    }

    private func begin(_ descriptor: Int32) -> Bool {
        state.withLock { state in
            state.connections += 1
            state.open.insert(descriptor)
        }
        let script = script
        let note: @Sendable (ScriptedRequest) -> Void = { [weak self] request in
            self?.state.withLock { $0.requests.append(request) }
        }
        let end: @Sendable () -> Void = { [weak self] in
            _ = self?.state.withLock { $0.open.remove(descriptor) }
            close(descriptor)
        }
        Thread {
            var connection = ScriptedConnection(descriptor: descriptor, script: script, note: note)
            connection.run()
            end()
        }.start()
        return true
    }
}
