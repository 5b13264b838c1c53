import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One connection to a scripted server, on a thread of its own.
struct ScriptedConnection {
    let descriptor: Int32
    let script: ScriptedServer.Script
    let note: (ScriptedRequest) -> Void
    private var searches = 0

    init(descriptor: Int32, script: @escaping ScriptedServer.Script, note: @escaping (ScriptedRequest) -> Void) {
        self.descriptor = descriptor
        self.script = script
        self.note = note
    }

    mutating func run() {
        while let message = message(), let request = ScriptedRequest(message, searches: searches) {
            note(request)
            if request.operation == .search { searches += 1 }
            guard request.operation != .unbind else { return }
            guard request.operation != .abandon else { continue }
            for step in script(request) {
                guard perform(step, request) else { return }
            }
        }
    }

    /// Does one step; says whether the connection goes on.
    private func perform(_ step: ScriptedStep, _ request: ScriptedRequest) -> Bool {
        switch step {
        case .close: return false
        case .silence:
            while read(1) != nil {}
            return false
        case .forever:
            let bytes = step.bytes(for: request)
            while send(bytes) {}
            return false
        case .cut:
            _ = send(step.bytes(for: request))
            return false
        default: return send(step.bytes(for: request))
        }
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                #if canImport(Darwin)
                    Darwin.send(descriptor, $0.baseAddress, $0.count, 0)
                #elseif canImport(Musl)
                    Musl.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #else
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                #endif
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// One whole message, or nothing when the client has gone.
    private func message() -> [UInt8]? {
        guard var bytes = read(2) else { return nil }
        if bytes[1] >= 0x80 {
            guard let more = read(Int(bytes[1] & 0x7F)) else { return nil }
            bytes += more
        }
        guard let (length, _) = BERReader.length(bytes.dropFirst()), let content = read(length) else { return nil }
        return bytes + content
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                recv(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, 0)
            }
            guard got > 0 else { return nil }
            filled += got
        }
        return bytes
    }
}
