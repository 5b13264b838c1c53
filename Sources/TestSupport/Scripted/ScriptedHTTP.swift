import Foundation

/// A server of HTTP that answers what a test says, also with what no real server would send.
public final class ScriptedHTTP: Sendable {
    /// What a request is answered with; an empty text closes the connection, nothing keeps silent.
    public typealias Script = @Sendable (_ request: Int) -> String?

    /// Its address.
    public let url: String

    private let listener: Int32
    private let script: Script
    private let state = Locked(State())

    private struct State {
        var requests: [String] = []
        var connections = 0
        var open: Set<Int32> = []
    }

    /// Listens on a free port of the loopback address; requests are counted from one, over all connections.
    public init(_ script: @escaping Script) throws {
        self.script = script
        let (listener, port) = try LoopbackSocket.listen()
        self.listener = listener
        url = "http://127.0.0.1:\(port)"
        Thread { [weak self] in
            while let descriptor = LoopbackSocket.accept(listener) {
                guard let self else { return LoopbackSocket.close(descriptor) }
                self.begin(descriptor)
            }
            LoopbackSocket.close(listener)
        }.start()
    }

    deinit {
        LoopbackSocket.end(listener)
        for descriptor in state.withLock({ $0.open }) { LoopbackSocket.end(descriptor) }
    }

    /// What was asked, in the order in which it came.
    public var requests: [String] { state.withLock { $0.requests } }
    /// How many connections there have been.
    public var connections: Int { state.withLock { $0.connections } }

    private func begin(_ descriptor: Int32) {
        state.withLock { state in
            state.connections += 1
            state.open.insert(descriptor)
        }
        let (state, script) = (state, script)
        Thread {
            while let request = Self.request(from: descriptor) {
                let number = state.withLock { state in
                    state.requests.append(request)
                    return state.requests.count
                }
                guard let answer = script(number) else { continue }
                guard !answer.isEmpty, LoopbackSocket.send(Array(answer.utf8), to: descriptor) else { break }
            }
            state.withLock { _ = $0.open.remove(descriptor) }
            LoopbackSocket.close(descriptor)
        }.start()
    }

    /// A request with its body; nothing when the other side has gone, or what came is no HTTP.
    private static func request(from descriptor: Int32) -> String? {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text[..<end.lowerBound].range(of: "content-length: ", options: .caseInsensitive)
                    .flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) }
                if text[end.upperBound...].utf8.count >= length ?? 0 { return text }
            }
            guard bytes.first ?? 0x41 >= 0x41, let more = LoopbackSocket.receive(65_536, from: descriptor) else {
                return nil
            }
            bytes += more
        }
    }
}
