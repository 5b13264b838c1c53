import Hummingbird
import Logging
import NIOCore

/// What is known of a request beside what it says.
struct ConsoleContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The port at the other end.
    let peerPort: Int?
    /// The session that it belongs to; nothing before the gate has looked.
    var session: SessionName?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peerPort = source.channel.remoteAddress?.port
    }
}
