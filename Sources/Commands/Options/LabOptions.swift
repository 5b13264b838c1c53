import ArgumentParser
import Foundation
import Lab

/// Which lab a command works on.
struct LabOptions: ParsableArguments {
    @Option(name: .customLong("lab"), help: ArgumentHelp("The folder of the lab.", valueName: "folder"))
    var folder = ".lab"

    var lab: Lab { Lab(folder: URL(filePath: folder)) }
}
