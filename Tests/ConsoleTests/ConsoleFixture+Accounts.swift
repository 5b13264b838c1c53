import Foundation
import TestSupport
import Testing

extension ConsoleFixture {
    /// What another account of this machine gets to a request; only root can become one.
    ///
    /// The request is a format of `printf`: its line ends are written with backslashes.
    func answerToOtherAccount(_ request: String) throws -> String {
        let output = folder.file("answer")
        try Data().write(to: output)
        let program = try StartedProgram(
            "/usr/bin/setpriv",
            [
                "--reuid=65534", "--regid=65534", "--clear-groups", "/bin/bash", "-c",
                "exec 3<>/dev/tcp/127.0.0.1/\(port); printf '\(request)' >&3; cat <&3",
            ],
            output: try FileHandle(forWritingTo: output)
        )
        #expect(program.terminationStatus == 0)
        return try String(contentsOf: output, encoding: .utf8)
    }
}
