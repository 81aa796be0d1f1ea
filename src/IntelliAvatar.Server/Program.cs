System.Console.WriteLine("intelliavatar");
