using System.Text;
using Evaluation.Verifier;

// The console's own encoding may be one that has no Chinese.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
return CommandLine.Run(args, Console.OpenStandardInput(), output, Console.Error);
